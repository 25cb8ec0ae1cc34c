"""Links between the SDK's property trees and the shapes of the AWS API models, used in both directions."""
