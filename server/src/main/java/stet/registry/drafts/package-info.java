/** What people work on before it is a version: saved as they type, branched, merged. */
package stet.registry.drafts;
