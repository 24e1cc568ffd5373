/** The models that careful reading takes beside those of a language. */
export const carefulModels: readonly string[] = ['reader', 'certainty']
