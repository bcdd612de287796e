#include "pnt/fields.hpp"
#include "pnt/filled.hpp"
#include "pnt/format.hpp"
#include "pnt/release_maker.hpp"
#include "pnt/row_maker.hpp"
#include "pnt/sheet.hpp"
#include "pnt/state.hpp"

#include "catch.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "edca/error.hpp"

using namespace edca;

TEST_CASE("headings of PNT are compared without what differs between editions") {
  CHECK(pnt::plain_label("Tipo de procedimiento (catálogo)") == "tipo de procedimiento");
  CHECK(pnt::plain_label("POSIBLES CONTRATANTES  (Tabla_325283)") == "posibles contratantes");
  CHECK(pnt::plain_label("Posibles contratantes \nTabla_334277") == "posibles contratantes");
  CHECK(pnt::plain_label(" Posibles Contratantes TABLA334271") == "posibles contratantes");
  CHECK(pnt::table_of("POSIBLES CONTRATANTES (Tabla_325283)") == "325283");
  CHECK(pnt::table_of("Posibles contratantes").empty());
  CHECK(pnt::number_of_sheet("Tabla 227037") == "227037");
  CHECK(pnt::number_of_sheet("TABLA334271") == "334271");
  CHECK(pnt::number_of_sheet("Hidden_1").empty());
  CHECK(pnt::number_of_sheet("Información").empty());
}

TEST_CASE("every column of the formats is a field, and every heading leads to one") {
  for (const char* const name : {"43335", "43336", "merged"}) {
    const pnt::Format format = pnt::find_format(name);
    std::set<std::string> keys;
    std::set<std::int64_t> ids;
    for (const pnt::Column& each : format.columns) {
      INFO(name << " " << each.label);
      CHECK(pnt::fields().find(each.key) != nullptr);
      CHECK(keys.insert(each.key).second);
      CHECK(pnt::fields().headings.at(pnt::plain_label(each.label)) == each.key);
      CHECK((each.type == pnt::Type::table) == !each.columns.empty());
      if (each.id != 0) CHECK(ids.insert(each.id).second);
    }
  }
  CHECK(pnt::find_format("43335").columns.size() == 46);
  CHECK(pnt::find_format("43336").columns.size() == 62);
  CHECK(pnt::find_format("merged").columns.size() == 87);
  for (const auto& [heading, key] : pnt::fields().headings) {
    INFO(heading);
    CHECK(pnt::fields().find(key) != nullptr);
    CHECK(pnt::plain_label(heading) == heading);
  }
}

TEST_CASE("the duty is called by the law in force on the day") {
  CHECK(pnt::law_on("2014-12-31").empty());
  CHECK(pnt::law_on("2024-12-31").find("artículo 70, fracción XXVIII") != std::string::npos);
  CHECK(pnt::law_on("2025-03-20").find("artículo 70") != std::string::npos);
  CHECK(pnt::law_on("2025-03-21").find("artículo 65, fracción XXVI") != std::string::npos);
}

TEST_CASE("amounts and days as the platform takes them") {
  CHECK(pnt::fits_money("999999999999.99"));
  CHECK_FALSE(pnt::fits_money("1000000000000"));
  CHECK_FALSE(pnt::fits_money("1.234"));
  CHECK_FALSE(pnt::fits_money("mil"));
  CHECK(pnt::slashed("2024-12-31") == "31/12/2024");
  CHECK(pnt::day_of("2024-12-31T23:00:00-06:00") == "2024-12-31");
  CHECK(pnt::day_of("2024-02-30T00:00:00Z").empty());
  CHECK(pnt::day_of("mañana").empty());
}

TEST_CASE("a profile of a body changes what it says, and wrong entries are named") {
  const std::filesystem::path folder = std::filesystem::temp_directory_path();
  const std::string path = (folder / "edca-pnt-profile.toml").string();
  const auto write = [&](const char* text) { std::ofstream(path) << text; };
  write(
      "base = \"43336\"\nid = \"7\"\n[columns]\nexpediente = { id = 5, label = \"Folio\" }\n"
      "posibles = { table = 9, columns = { rfc = { id = 3 } } }\n");
  const pnt::Format format = pnt::find_format(path);
  CHECK(format.id == "7");
  CHECK(format.find("expediente")->label == "Folio");
  CHECK(format.find("expediente")->id == 5);
  CHECK(format.find("posibles")->table == 9);
  CHECK(format.find("posibles")->columns.back().id == 3);
  CHECK(format.find("contrato")->id == 334281);
  for (const char* const wrong :
       {"base = \"9\"", "base = \"43336\"\n[columns]\nnada = { id = 1 }",
        "base = \"43336\"\n[columns]\nrfc = { id = -1 }",
        "base = \"43336\"\n[columns]\nrfc = { ids = 1 }", "base = \"43336\"\nother = 1"}) {
    write(wrong);
    try {
      static_cast<void>(pnt::find_format(path));
      FAIL(wrong);
    } catch (const Error& error) {
      CHECK(error.key() == "convert.pnt-entry");
    }
  }
  std::filesystem::remove(path);
}

TEST_CASE("ids of the platform are kept from one payload to the next") {
  const std::filesystem::path folder = std::filesystem::temp_directory_path();
  const std::string path = (folder / "edca-pnt-state.json").string();
  const std::string answer = (folder / "edca-pnt-answer.json").string();
  std::filesystem::remove(path);
  pnt::State state(path);
  pnt::Registered row;
  row.number = 1;
  row.tables[334277] = {"", ""};
  state.put("43336", "o", "c", row);
  std::ofstream(path) << state.text();
  std::ofstream(answer) << R"({"success":true,"mensaje":{"registros":[{"numeroRegistro":1,
    "idRegistro":"R1","campos":[{"idCampo":334277,"valor":[{"numeroRegistro":2,"idRegistro":"S2"},
    {"numeroRegistro":1,"idRegistro":77},{"numeroRegistro":9,"idRegistro":"x"}]}]}]}})";
  pnt::State again(path);
  again.take_answer(answer, "43336");
  const pnt::Registered known = again.find("43336", "o", "c");
  CHECK(known.id == "R1");
  CHECK(known.tables.at(334277) == std::vector<std::string>{"77", "S2"});
  CHECK(again.find("43335", "o", "c").id.empty());
  CHECK(again.forget_payload("43336") == 0);
  std::ofstream(answer) << R"({"success":false,"id":1,"mensaje":"no"})";
  CHECK_THROWS_AS(again.take_answer(answer, "43336"), Error);
  std::ofstream(path) << "{}";
  CHECK_THROWS_AS(pnt::State(path), Error);
  std::filesystem::remove(path);
  std::filesystem::remove(answer);
}

TEST_CASE("what a release says comes back from its row") {
  const rows::Zone zone("America/Mexico_City");
  const pnt::ReadingChoice choice{true, true};
  const pnt::Say quiet = [](base::RuleId, std::string_view, std::string_view) {};
  pnt::Row row;
  row.cells["tipo_procedimiento"] = "Adjudicación directa";
  row.cells["expediente"] = "AD-1";
  row.cells["fecha_contrato"] = "15/02/2024";
  row.cells["monto_con_impuestos"] = "1,160.00";
  row.cells["razon_social"] = "Ver nota";
  row.cells["moneda"] = "Peso mexicano";
  pnt::ReleaseMaker maker(choice, zone, quiet, quiet);
  const json::Value release = maker.make(row, "AD-1", "C-1");
  const json::Value& contract = release.find("contracts")->as_array().front();
  CHECK(contract.text("dateSigned") == "2024-02-15T00:00:00-06:00");
  CHECK(contract.find("value")->find("amount")->number_text() == "1160.00");
  CHECK(contract.find("value")->text("currency") == "MXN");
  CHECK(release.find("awards")->as_array().front().find("suppliers") == nullptr);
  pnt::RowMaker back(release, [](base::RuleId, std::string_view, Arguments) {});
  CHECK(back.method() == "direct");
  const pnt::Row again = back.of_contract(contract);
  CHECK(again.cells.text("fecha_contrato") == "2024-02-15");
  CHECK(again.cells.text("inicio") == "2024-01-01");
  CHECK(again.cells.text("fin") == "2024-03-31");
  CHECK(again.cells.text("ejercicio") == "2024");
  CHECK(again.cells.text("monto_con_impuestos") == "1160.00");
  CHECK(again.cells.text("hubo_convenios") == "No");
}

TEST_CASE("a contract has the supplier of its own award, and amounts of one currency") {
  const json::Value release = json::parse(
      R"({"ocid":"ocds-abc123-9","tender":{"procurementMethod":"direct"},
          "planning":{"requestsForQuotes":[{"quotes":[{"value":{"amount":7,"currency":"USD"},
                                                       "issuingSupplier":{"name":"Otra SA"}}]}]},
          "awards":[{"id":"A1","suppliers":[{"name":"Uno SA"},{"name":"Dos SA"}]}]})",
      "release");
  std::vector<std::string> told;
  pnt::RowMaker maker(release, [&](base::RuleId rule, std::string_view, const Arguments&) {
    told.emplace_back(rule.variant());
  });
  const auto named = [&](const char* contract) {
    const pnt::Row row = maker.of_contract(json::parse(contract, "contract"));
    return row.cells.text("razon_social");
  };
  CHECK(named(R"({"id":"C1","awardID":"A1"})") == "Uno SA");
  CHECK(told == std::vector<std::string>{"pnt-suppliers", "pnt-quote"});
  CHECK(named(R"({"id":"C1"})") == "Uno SA");  // of the only one
  CHECK(named(R"({"id":"C1","awardID":"A2"})").empty());
  // Without a number of the procedure its contracts belong together by the OCID.
  CHECK(maker.of_procedure().cells.text("expediente") == "9");
  told.clear();
  static_cast<void>(maker.of_contract(json::parse(
      R"({"id":"C1","guarantees":[{"value":{"amount":100,"currency":"MXN"}},
                                  {"value":{"amount":50,"currency":"USD"}}]})",
      "contract")));
  CHECK(std::ranges::find(told, "pnt-currencies") != told.end());
}
