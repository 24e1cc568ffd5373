/** The engine with its word lists is one large file: not worth a warning. */
export default { build: { chunkSizeWarningLimit: 3000 } }
