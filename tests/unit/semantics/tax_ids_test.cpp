#include "semantics/tax_ids.hpp"

#include "catch.hpp"

#include <string>

#include "base/tax_id.hpp"

using namespace std::string_view_literals;
using edca::base::RuleId;
using edca::base::tax_id_check_digit;
using edca::base::tax_id_length;
using edca::semantics::tax_id_problem;

TEST_CASE("tax numbers of companies and persons are known by their shape") {
  CHECK(tax_id_length("MVH8301014K5") == 12);
  CHECK(tax_id_length("ROGA8502147K9") == 13);
  CHECK(tax_id_length("CC&060724E27") == 12);
  CHECK(tax_id_length("ÑÑÑ060724E27") == 12);
  CHECK(tax_id_length("mvh8301014k5") == 0);
  CHECK(tax_id_length("MVH-830101-4K5") == 0);
  CHECK(tax_id_length("") == 0);
  CHECK(tax_id_length("Ñ") == 0);
  CHECK(tax_id_length(std::string(100'000, 'A')) == 0);
}

TEST_CASE("the check digit follows from the other characters") {
  for (const std::string rfc : {"SAT970701NN3", "IMS421231I45", "CFE370814QI0", "GODE561231GR8"}) {
    INFO(rfc);
    CHECK(tax_id_check_digit(rfc) == rfc.back());
    CHECK_FALSE(tax_id_problem(rfc).has_value());
    const std::string wrong = rfc.substr(0, rfc.size() - 1) + (rfc.back() == '1' ? '2' : '1');
    CHECK(tax_id_problem(wrong) == RuleId("mexico.rfc-check-digit"));
  }
}

TEST_CASE("each mistake in a tax number has its rule") {
  CHECK(tax_id_problem("XAXX010101000") == RuleId("mexico.rfc-generic"));
  CHECK(tax_id_problem("XEXX010101000") == RuleId("mexico.rfc-generic"));
  CHECK(tax_id_problem("SAT971301NN3") == RuleId("mexico.rfc-date"));
  CHECK(tax_id_problem("SAT970230NN3") == RuleId("mexico.rfc-date"));
  CHECK(tax_id_problem("sat970701nn3") == RuleId("mexico.rfc"));
  CHECK(tax_id_problem("SAT970701") == RuleId("mexico.rfc/length"));
  CHECK(tax_id_problem("d41d8cd98f00b204e9800998ecf8427e") == RuleId("mexico.rfc-hash"));
  CHECK(tax_id_problem("Sin_Dato_007") == RuleId("mexico.rfc-placeholder"));
  CHECK(tax_id_problem("SIN DATO-5C2F") == RuleId("mexico.rfc-placeholder"));
  CHECK(tax_id_problem("\xC3"sv) == RuleId("mexico.rfc/length"));
}
