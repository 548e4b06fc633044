"""What the formats of pictures say beside the picture: taken apart, and put together again without it."""
