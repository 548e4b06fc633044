"""The page for the projector: one self-contained file, no network, charts as inline SVG."""
