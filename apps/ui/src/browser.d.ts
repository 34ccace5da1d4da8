// ui: what the bundler adds to the language: stylesheets as imports.
/// <reference types="vite/client" />
