export { handle as GET, handle as POST } from '../../e-service.js';
