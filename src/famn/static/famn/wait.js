/* Does nothing, and is needed by no one. A script waits for the style sheets above it, and what comes below waits for
   the script: so no browser shows the page before it is styled (ADR 29). */
