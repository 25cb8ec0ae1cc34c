"""The local AWS: the real engine deploys the real program onto an emulator, without an account."""
