"""The pages. They fetch through rules, ask reads, call one action, and render; they own no rule and write nothing."""
