/** Jinja2, as far as prompts need it: its own small interpreter over plain values, so that a template reaches nothing else. */
@NullMarked
package stet.prompts.templates.jinja;

import org.jspecify.annotations.NullMarked;
