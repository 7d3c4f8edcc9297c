/** Langfuse's API, as far as its client libraries use it: ingestion as traces, prompts from the registry. */
package stet.compat.langfuse;
