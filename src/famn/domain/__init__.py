"""The domain: a tower of rooms in a fixed order. In each room: models, rules, reads, notices, actions."""
