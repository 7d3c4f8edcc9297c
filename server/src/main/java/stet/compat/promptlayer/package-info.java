/** PromptLayer's API, as far as its client libraries use it: prompts from the registry, logged requests as traces. */
package stet.compat.promptlayer;
