import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// While developing, the API is whatever SALESTALK_URL names: `salestalk serve` or the mock service of the browser tests.
const service = process.env.SALESTALK_URL ?? 'http://localhost:8080'

export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: {
    target: 'es2022',
    // The page may load nothing but files of its own origin: data URLs and inline scripts are off.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/v1': service } },
})
