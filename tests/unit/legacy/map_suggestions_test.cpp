#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "edca/legacy.hpp"

namespace {

// Places, by what follows "=" below; "" where a heading has no obvious meaning.
std::string place(std::string_view mark) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 18> places = {{
      {"n", "tender/id"},
      {"t", "tender/title"},
      {"d", "tender/description"},
      {"m", "tender/procurementMethod"},
      {"k", "tender/mainProcurementCategory"},
      {"r", "tender/procurementMethodRationale"},
      {"p", "tender/tenderPeriod/startDate"},
      {"b", "parties[buyer]/name"},
      {"u", "parties[unit]/name"},
      {"c", "contracts[]/id"},
      {"f", "contracts[]/dateSigned"},
      {"i", "contracts[]/period/startDate"},
      {"e", "contracts[]/period/endDate"},
      {"a", "contracts[]/value/amount"},
      {"w", "contracts[]/value/netAmount"},
      {"s", "parties[supplier]/name"},
      {"x", "parties[supplier]/identifier/id"},
      {"o", "contracts[]/value/currency"},
  }};
  for (const auto& [key, path] : places)
    if (key == mark) return std::string(path);
  return {};
}

// Headings of tables as town halls keep them, invented.
constexpr std::array<std::string_view, 20> tables = {
    "No.=|No. de contrato=c|Proveedor=s|RFC=x|Concepto=t|Monto total=a|Fecha de firma=f",
    "NÚMERO DE EXPEDIENTE=n|MODALIDAD=m|OBJETO=t|PROVEEDOR ADJUDICADO=s|IMPORTE CON IVA=a|FECHA "
    "DEL CONTRATO=f",
    "Contrato=c|Empresa=s|R.F.C.=x|Objeto del contrato=|Importe sin "
    "IVA=w|Inicio=i|Término=e|Observaciones=",
    "Licitación=n|Descripción=d|Dependencia=b|Área contratante=u|Contratista=s|Monto con I.V.A.=a",
    "EXPEDIENTE=n|TIPO DE ADJUDICACIÓN=m|RAZÓN SOCIAL=s|RFC DEL "
    "PROVEEDOR=x|SUBTOTAL=w|TOTAL=a|MONEDA=o",
    "No. Licitación=n|Fecha de la convocatoria=p|Objeto de la contratación=t|Nombre del "
    "proveedor=s|Total con IVA=a",
    "Núm. contrato=c|Fecha contrato=f|Proveedor=s|Concepto=t|Fecha inicio=i|Fecha "
    "término=e|Importe total=a",
    "Procedimiento=n|Modalidad de contratación=m|Materia=k|Fundamento legal=r|Ente "
    "público=b|Adjudicado=s",
    "Folio del contrato=c|Fecha de celebración=f|Nombre o razón social=s|RFC=x|Monto sin "
    "IVA=w|Vigencia inicio=i|Vigencia fin=e",
    "Dependencia o entidad=b|Unidad administrativa=u|No. de "
    "procedimiento=n|Tipo=m|Justificación=r|Divisa=o",
    "numero de licitacion=n|objeto=t|contratista=s|monto total del contrato=a|fecha de "
    "formalización=f",
    "Clave del contrato=c|Empresa adjudicada=s|Registro Federal de Contribuyentes=x|Importe antes "
    "de IVA=w|Fecha fin=e",
    "Num. Expediente=n|Concepto=t|Forma de adjudicación=m|Rubro=k|Sujeto obligado=b|Proveedores=s",
    "No. contrato=c|Firma=f|Adjudicado a=s|Monto con impuestos=a|Inicio de vigencia=i|Fin de "
    "vigencia=e|Color=",
    "Expediente =n|Objeto del procedimiento=t|Comprador=b|Nombre del provedor=s|Monto sin "
    "impuestos=w",
    "NUMERO DEL CONTRATO=c|FECHA DE CONTRATO=f|EMPRESA=s|RFC PROVEEDOR=x|TOTAL=a|FOJAS=",
    "Método de contratación=m|Número de expediente=n|Descripción del procedimiento=d|Área=u|Fecha "
    "firma=f",
    "Publicación=p|Nombre del procedimiento=t|Tipo de licitación=m|Entidad=b|Monto total "
    "(M.N.)=a|Tipo de moneda=o",
    "No de expediente=n|Título=t|Área responsable=u|Proveedor=s|Fecha de inicio=i|Fecha de "
    "término=e",
    "Contrato=c|Num. de procedimiento=n|Razón social del adjudicado=s|Importe total con "
    "IVA=a|Motivo=r",
};

}  // namespace

TEST_CASE("what columns of tables of town halls mean is proposed, and what is unsure is said") {
  std::size_t obvious = 0;
  std::size_t right = 0;
  for (const std::string_view table : tables) {
    std::vector<std::string> headings;
    std::vector<std::string> wanted;
    for (std::string_view rest = table; !rest.empty();) {
      const std::size_t end = rest.find('|');
      const std::string_view entry = rest.substr(0, end);
      headings.emplace_back(entry.substr(0, entry.find('=')));
      wanted.push_back(place(entry.substr(entry.find('=') + 1)));
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    const auto columns = edca::suggest_columns(headings);
    REQUIRE(columns.size() == headings.size());
    for (std::size_t at = 0; at < columns.size(); ++at) {
      INFO(columns[at].heading << " " << columns[at].path);
      if (wanted[at].empty()) continue;
      ++obvious;
      right += columns[at].path == wanted[at] ? 1 : 0;
      CHECK((columns[at].path == wanted[at] || !columns[at].sure || columns[at].kind == "keep"));
    }
  }
  INFO(right << " of " << obvious);
  CHECK(obvious > 100);
  CHECK(right * 10 >= obvious * 9);
}

TEST_CASE("an amount of which nobody knows whether tax is in it is proposed, and asked about") {
  for (const char* const heading :
       {"Monto", "Importe", "Monto contratado", "MONTO DEL CONTRATO", "Precio"}) {
    INFO(heading);
    const auto columns = edca::suggest_columns({heading});
    REQUIRE(columns.size() == 1);
    CHECK(columns[0].path == "contracts[]/value/amount");
    CHECK_FALSE(columns[0].sure);
  }
}

TEST_CASE("equal headings of which nothing is known are kept apart") {
  const auto columns = edca::suggest_columns({"Nota rara", "Nota rara"});
  REQUIRE(columns.size() == 2);
  CHECK(columns[0].path == "contracts[]/x_notaRara");
  CHECK(columns[1].path == "contracts[]/x_notaRara_2");
}

TEST_CASE("headings of which nothing is known are kept, and equal ones are unsure") {
  const auto columns = edca::suggest_columns({"Color favorito", "RFC", "R.F.C.", ""});
  REQUIRE(columns.size() == 3);
  CHECK(columns[0].path == "contracts[]/x_colorFavorito");
  CHECK(columns[0].kind == "keep");
  CHECK(columns[1].sure);
  CHECK_FALSE(columns[2].sure);
}
