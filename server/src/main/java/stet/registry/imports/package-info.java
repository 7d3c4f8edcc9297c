/** What other systems' prompts are before they are saved: read, with what their shapes say and ours do not; and what came of it. */
package stet.registry.imports;
