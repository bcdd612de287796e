// Whatever a file says that has the headings of a table, or none, judging it ends, and every
// finding names a row of it.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "advertising/check.hpp"

namespace {

class Counting final : public edca::advertising::Listener {
 public:
  bool wants(edca::base::RuleId) const override { return true; }
  void begin(const edca::io::Input&) override {}
  void found(edca::Finding& finding) override {
    if (finding.rule == nullptr || (finding.has_position && finding.at.line == 0)) std::abort();
  }
  void end(const edca::advertising::FileFacts& facts) override {
    if (facts.rows_with_errors > facts.rows) std::abort();
  }
  bool cancelled() const override { return false; }
};

void judge(std::string_view text) {
  edca::io::Input input;
  input.name = "contratos.csv";
  input.memory = text;
  edca::advertising::Archive archive;
  try {
    archive.files.push_back(edca::advertising::recognize_table(input, edca::Encoding::utf8));
  } catch (const edca::io::InputFault&) {
    return;
  }
  archive.readme_name = "leeme.txt";
  archive.readme = text;
  Counting counting;
  edca::advertising::check({archive}, 20260101, counting);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  judge(text);
  judge(
      "#,Número de factura,Proveedor,Contrato,Orden,Ejercicio,Trimestre,Monto,Fecha de "
      "erogación,Estatus\n" +
      std::string(text));
  judge("#,ID,Personalidad jurídica,Nombre o razón social,Nombre comercial,R.F.C.,Estatus\n" +
        std::string(text));
  return 0;
}
