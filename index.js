// n8n loads the nodes by the paths in package.json; the package itself exports nothing.
