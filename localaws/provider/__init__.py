"""The local `aws` provider: Pulumi's protocol on one side, backed rows on the other."""
