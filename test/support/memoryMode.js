// @ts-check

// n8n-core reads it when it is first imported, so this comes before every other import of a test. `default` is n8n's name
// for keeping files in memory.
process.env.N8N_DEFAULT_BINARY_DATA_MODE = 'default';
