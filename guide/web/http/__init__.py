"""What every response needs: language, assets, compression, log."""
