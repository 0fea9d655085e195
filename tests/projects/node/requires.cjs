const { prove } = require('./proof.js');

prove().then(console.log);
