package stet.prompts.templates.jinja;

/** What a name or field that is not there stands for. */
record Undefined(String name) {}
