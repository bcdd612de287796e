#include "advertising/check.hpp"

#include "catch.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using edca::advertising::Archive;
using edca::advertising::FileFacts;

/// Keeps the names of the rules that are broken, and what each file was.
class Keeping final : public edca::advertising::Listener {
 public:
  bool wants(edca::base::RuleId) const override { return true; }
  void begin(const edca::io::Input&) override {}
  void found(edca::Finding& finding) override { rules.emplace_back(finding.rule->id); }
  void end(const FileFacts& each) override { facts.push_back(each); }
  bool cancelled() const override { return false; }

  bool has(std::string_view rule) const { return std::ranges::find(rules, rule) != rules.end(); }

  std::vector<std::string> rules;
  std::vector<FileFacts> facts;
};

using Files = std::vector<std::pair<std::string, std::string>>;

/// `repeated`: the last file is one too many of its table.
Keeping judge(const Files& files, bool repeated = false) {
  Archive archive;
  for (const auto& [name, text] : files) {
    edca::io::Input input;
    input.name = name;
    input.memory = text;
    archive.files.push_back(edca::advertising::recognize_table(input, edca::Encoding::utf8));
  }
  archive.files.back().repeated = repeated;
  Keeping keeping;
  edca::advertising::check({archive}, 20260101, keeping);
  return keeping;
}

const std::string contracts =
    "#,Número de contrato,Procedimiento,Proveedor,Ejercicio,Monto original del contrato,"
    "Monto modificado,Monto total,Monto pagado a la fecha\n"
    "1,CT-1,Licitación pública,Ondas,2019,1200.00,0.00,1200.00,1000.00\n";
const std::string invoice_head = "#,Número de factura,Proveedor,Contrato,Ejercicio,Monto,Estatus\n";
const std::string wrong_invoice = "1,F-1,Ondas,CT-1,2019,900.00,Activo\n";

}  // namespace

TEST_CASE("what was paid is held against invoices that are all known") {
  CHECK(judge({{"contratos.csv", contracts}, {"facturas.csv", invoice_head + wrong_invoice}})
            .has("advertising.paid-sum"));
  for (const std::string& invoices :
       {invoice_head + wrong_invoice + "2,\"F-2,Ondas,CT-1,2019,100.00,Activo\n",
        "#,Número de factura,Proveedor,Para qué,Ejercicio,Monto,Estatus\n" + wrong_invoice,
        invoice_head + wrong_invoice + "2,,F-2,Ondas,CT-1,2019,100.00,Activo\n" +
            "3,,F-3,Ondas,CT-1,2019,100.00,Activo\n"}) {
    INFO(invoices);
    CHECK_FALSE(judge({{"contratos.csv", contracts}, {"facturas.csv", invoices}})
                    .has("advertising.paid-sum"));
  }
  const std::string more = invoice_head + "1,F-2,Ondas,CT-1,2019,100.00,Activo\n";
  CHECK_FALSE(judge({{"contratos.csv", contracts},
                     {"facturas.csv", invoice_head + wrong_invoice},
                     {"facturas-2.csv", more}},
                    true)
                  .has("advertising.paid-sum"));
}

TEST_CASE("names are held against rows that are all known") {
  const std::string invoices = invoice_head + "1,F-1,Ondas,CT-2,2019,900.00,Activo\n";
  CHECK(judge({{"contratos.csv", contracts}, {"facturas.csv", invoices}})
            .has("advertising.reference-contract"));
  const Keeping broken = judge(
      {{"contratos.csv", contracts + "2,\"CT-2,Licitación pública\n"}, {"facturas.csv", invoices}});
  CHECK(broken.has("advertising.quote"));
  CHECK_FALSE(broken.has("advertising.reference-contract"));
  CHECK_FALSE(judge({{"facturas.csv", invoices},
                     {"contratos.csv", contracts},
                     {"contratos-2.csv", contracts}},
                    true)
                  .has("advertising.reference-contract"));
}

TEST_CASE("an absent column is no amount of zero") {
  const std::string head =
      "#,Número de contrato,Proveedor,Ejercicio,Monto original del contrato,Monto total";
  const std::string row = "1,CT-1,Ondas,2019,1200.00,1300.00";
  CHECK_FALSE(judge({{"contratos.csv", head + "\n" + row + "\n"}}).has("advertising.contract-sum"));
  CHECK(judge({{"contratos.csv", head + ",Monto modificado\n" + row + ",\n"}})
            .has("advertising.contract-sum"));
}

TEST_CASE("rows and columns with nothing in them are passed over") {
  const Keeping kept = judge({{"facturas.csv",
                               "#,Número de factura,Proveedor,Contrato,Monto,Estatus,,\n"
                               ",,,,,,,\n"
                               "1,F-1,Ondas,CT-1,900.00,Activo,,\n"
                               ",,,\n"}});
  CHECK_FALSE(kept.has("advertising.heading-unknown"));
  CHECK_FALSE(kept.has("advertising.row-width"));
  REQUIRE(kept.facts.size() == 1);
  CHECK(kept.facts[0].kind == "facturas");
  CHECK(kept.facts[0].rows == 1);
}

TEST_CASE("a file with a few headings of a table is of no table") {
  const Keeping kept = judge({{"lista.csv", "Proveedor,Monto,Estatus\nOndas,900.00,Activo\n"}});
  REQUIRE(kept.facts.size() == 1);
  CHECK(kept.facts[0].kind == "other");
}

TEST_CASE("rows with errors that are told once are counted") {
  const Keeping kept =
      judge({{"facturas.csv", invoice_head + "1,F-1,Ondas,CT-1,2019,9.00,Activo,x\n"
                                             "2,F-2,Ondas,CT-1,2019,9.00,Activo,x\n"}});
  REQUIRE(kept.facts.size() == 1);
  CHECK(std::ranges::count(kept.rules, "advertising.row-width") == 1);
  CHECK(kept.facts[0].rows_with_errors == 2);
}
