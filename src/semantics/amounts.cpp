#include <algorithm>

#include "semantics/amount.hpp"
#include "semantics/values.hpp"

namespace edca::semantics {
namespace {

/// Beyond this a single contract is hardly real; in the currencies that people use in Mexico.
std::optional<Decimal> unlikely_above(std::string_view currency) {
  if (currency == "MXN") return Decimal::whole(100'000'000'000);
  if (currency == "USD" || currency == "EUR") return Decimal::whole(5'000'000'000);
  return std::nullopt;
}

/// Digits behind the point, without zeros at the end; 0 where there is an exponent.
std::size_t places(std::string_view number) {
  std::size_t count = 0;
  std::size_t zeros = 0;
  bool behind = false;
  for (const char c : number) {
    if (c == 'e' || c == 'E') return 0;
    count += behind ? 1 : 0;
    zeros = c == '0' ? zeros + 1 : 0;
    behind = behind || c == '.';
  }
  return count - std::min(count, zeros);
}

void check_net(const Visit& visit, const Decimal& net, bool mexican, Recorder& recorder) {
  const Value& object = *visit.object;
  const Value& value = visit.value;
  const auto gross = Decimal::read(number(&object, "amount"));
  if (number(&object, "amount").empty() || !gross) return;
  // Of a fee, the payer keeps back more income tax and VAT than there is VAT to pay: 4.67 % of it,
  // 7.34 % where the VAT is 8 %.
  constexpr std::int64_t kept_back = 108;
  const std::int64_t most_net = visit.around == "transactions" ? kept_back : 100;
  if (differ_in_sign(net, *gross)) {
    const Value& amount = *at(&object, "amount");
    recorder.add("money.negative/net", net.negative() ? value : amount,
                 {{"other", (net.negative() ? *gross : net).text()}});
    return;
  }
  if (above(net, *gross, most_net)) {
    recorder.add("money.net-above-gross", value, {{"net", net.text()}, {"amount", gross->text()}});
    return;
  }
  // No tax on goods and services in Mexico adds more than VAT of 16 % and excise of 160 %.
  if (mexican && !net.zero() && above(*gross, net, 150)) {
    recorder.add("money.tax-ratio", value, {{"net", net.text()}, {"amount", gross->text()}});
  }
}

}  // namespace

void check_amount(const Visit& visit, const Process& process, Recorder& recorder) {
  const Value& value = visit.value;
  if (value.kind != Kind::number || visit.object == nullptr) return;
  constexpr std::size_t most_places = 4;
  if (visit.name != Name::quantity && places(value.view()) > most_places)
    recorder.add("money.decimals", value);
  const auto amount = Decimal::read(value.view());
  if (!amount) return;
  if (visit.name == Name::quantity) {
    if (amount->negative() || amount->zero()) recorder.add("money.quantity", value);
    return;
  }
  if (visit.name == Name::net_amount) {
    check_net(visit, *amount, process.standard.mexican, recorder);
    return;
  }
  const Value* currency = at(visit.object, "currency");
  if (currency == nullptr) {
    if (is_complete(process, part_of_section(visit.section)))
      recorder.absent("money.currency-missing", *visit.object, "currency");
    return;
  }
  const auto most = unlikely_above(currency->kind == Kind::string ? currency->view() : "");
  // Budget lines tell the money of whole programmes.
  if (most && *amount > *most && visit.around != "measures") recorder.add("money.unlikely", value);
}

}  // namespace edca::semantics
