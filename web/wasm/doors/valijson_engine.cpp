// In the place of src/check/valijson_engine.cpp: there is no second engine in a page.

#include "check/valijson_engine.hpp"

#include "edca/error.hpp"

namespace edca::check {

struct ValijsonEngine::Prepared {};

ValijsonEngine::ValijsonEngine() = default;
ValijsonEngine::~ValijsonEngine() = default;

std::vector<ValijsonEngine::Error> ValijsonEngine::errors(const schema::Compiler&,
                                                          const schema::Node&, std::string_view) {
  throw edca::Error(ErrorKind::schema, "schema.valijson", {{"reason", "-"}});
}

}  // namespace edca::check
