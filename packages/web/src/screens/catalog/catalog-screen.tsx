export function CatalogScreen() {
  return <main id="content">Catalog</main>
}
