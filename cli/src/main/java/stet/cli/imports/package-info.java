/** Where prompts come from: other systems' APIs, their exports, plain files. */
package stet.cli.imports;
