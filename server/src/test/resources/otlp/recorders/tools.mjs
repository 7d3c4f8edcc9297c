export const tools = [{ type: 'function', function: { name: 'find_invoice', description: 'Finds an invoice', parameters: { type: 'object', properties: { number: { type: 'string' }, copies: { type: 'integer' } } } } }];
export const claudeTools = [{ name: 'find_invoice', description: 'Finds an invoice', input_schema: tools[0].function.parameters }];
