// Writes a portal for the browser to look at:  edca_portal_build FOLDER BASE_URL FILE…

#include <cstdio>
#include <exception>

#include "edca/error.hpp"
#include "messages/messages.hpp"
#include "portal_input.hpp"

namespace {

edca::portal::Metadata sample_metadata(const char* base_url) {
  edca::portal::Metadata metadata;
  metadata.title = "Contrataciones abiertas de Valle Hermoso del Río";
  metadata.title_en = "Open contracting data of Valle Hermoso del Río";
  metadata.description =
      "Planeación, procedimientos, adjudicaciones, contratos y su ejecución, de todas las áreas "
      "del "
      "municipio, según el estándar EDCA-MX.";
  metadata.description_en =
      "Planning, tenders, awards, contracts and their implementation of all offices of the "
      "municipality, by the standard EDCA-MX.";
  metadata.publisher = {"Municipio de Valle Hermoso del Río", "MX-RFC", "MVH8301014K5",
                        "https://vallehermoso.example/"};
  metadata.contact_name = "Unidad de Transparencia";
  metadata.contact_email = "transparencia@vallehermoso.example";
  metadata.license = "https://creativecommons.org/licenses/by/4.0/";
  metadata.publication_policy =
      "https://transparencia.vallehermoso.example/politica-de-publicacion";
  metadata.frequency = "R/P3M";
  metadata.keywords = {"contrataciones", "compras públicas", "EDCA"};
  metadata.spatial = "Valle Hermoso del Río, México";
  metadata.base_url = base_url;
  return metadata;
}

void build(const char* folder, const char* base_url, int files, char** names) {
  edca::portal::Builder builder(folder, sample_metadata(base_url), {});
  for (int at = 0; at < files; ++at) edca::portal_test::add_file(builder, names[at]);
  const edca::merge::Rules rules = edca::portal_test::edca_mx_rules();
  for (const edca::portal::File& file : builder.write_data(&rules)) {
    if (file.format != "JSON") continue;
    edca::portal_test::Counter counter;
    const std::string path = std::string(folder) + "/" + file.path;
    builder.add_result(file.path, edca::portal_test::validate(path, counter));
  }
  for (const edca::portal::File& file : builder.finish()) {
    std::printf("%s %llu %s\n", file.sha256.c_str(), static_cast<unsigned long long>(file.bytes),
                file.path.c_str());
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 4) return std::fputs("usage: edca_portal_build FOLDER BASE_URL FILE...\n", stderr), 2;
  try {
    build(arguments[1], arguments[2], count - 3, arguments + 3);
  } catch (const edca::Error& error) {
    const auto language = edca::messages::Language::english;
    std::fprintf(stderr, "%s\n", edca::messages::describe(error, language).c_str());
    return 1;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
