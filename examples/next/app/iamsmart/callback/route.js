import { route } from '../../../e-service.js';

export const POST = route((request, { flows }) => flows.callback(request));
