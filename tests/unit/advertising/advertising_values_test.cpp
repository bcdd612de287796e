#include "advertising/values.hpp"

#include "catch.hpp"

#include <string>

using edca::advertising::Form;
using edca::advertising::iso;
using edca::advertising::read_amount;
using edca::advertising::read_date;
using edca::advertising::read_quarter;
using edca::advertising::read_year;

TEST_CASE("amounts are read as people and the tool write them") {
  struct Case {
    const char* text;
    Form form;
    const char* value;
  };
  for (const Case& each : {Case{"1234.00", Form::plain, "1,234.00"},
                           {"0", Form::plain, "0.00"},
                           {"-5.5", Form::plain, "-5.50"},
                           {" 12 ", Form::plain, "12.00"},
                           {"$ 1,234.00", Form::decorated, "1,234.00"},
                           {"$0.00", Form::decorated, "0.00"},
                           {"461,365,363.37", Form::decorated, "461,365,363.37"},
                           {"$ -1,000.00", Form::decorated, "-1,000.00"},
                           {"1120656.1300000001", Form::plain, "1,120,656.13"},
                           {"", Form::empty, "0.00"},
                           {"1.234,00", Form::comma, "0.00"},
                           {"12,5", Form::comma, "0.00"},
                           {"1,23,456.00", Form::wrong, "0.00"},
                           {"1,234,56.00", Form::wrong, "0.00"},
                           {"mil", Form::wrong, "0.00"},
                           {"$", Form::wrong, "0.00"},
                           {"1e5", Form::wrong, "0.00"},
                           {"1.", Form::wrong, "0.00"},
                           {"--1", Form::wrong, "0.00"},
                           {"=1+1", Form::wrong, "0.00"}}) {
    INFO(each.text);
    const edca::advertising::Amount amount = read_amount(each.text);
    CHECK(amount.form == each.form);
    CHECK(amount.value.text(2) == each.value);
  }
  CHECK(read_amount("1.005").value.places() == 3);
  CHECK(read_amount(std::string(10'000, '9')).form == Form::wrong);
}

TEST_CASE("dates are read in every form that means one day only") {
  for (const char* text :
       {"2016-01-31", "31.01.2016", "31/01/2016", "31-01-2016", "31-Enero-16", "31-ene-2016",
        "2016-01-31 00:00:00", "2016-01-31T10:20:00", "2016-01-31T10:20:00.000Z", "31/01/2016 0:00",
        "2016-01-31\xC2\xA0", "31/01/2016 12:00:00 a. m."}) {
    INFO(text);
    CHECK(iso(read_date(text)) == "2016-01-31");
    CHECK(read_date(text).is_day());
  }
  CHECK(read_date("2016-01-31").form == Form::plain);
  CHECK(read_date("31.01.2016").form == Form::decorated);
  CHECK(read_date("2016-01-31 00:00:00").form == Form::decorated);
  CHECK(read_date("0000-00-00 00:00:00").form == Form::empty);
  CHECK(read_date("0000-00-00").form == Form::empty);
  CHECK(read_date(" ").form == Form::empty);
  CHECK(read_date("2017-02-29").form == Form::impossible);
  CHECK(read_date("31.04.2016").form == Form::impossible);
  for (const char* text :
       {"ayer", "01/02/03", "2016", "1/2", "123.01.2016", "31.01.20166", "2016-1-1", "2016-01-3x",
        "31.Foo.2016", "2016-01-31 24:00", "2016-01-31 10:60", "2016-01-31 10",
        "2016-01-31 a las 10:00", "10:20"}) {
    INFO(text);
    CHECK(read_date(text).form == Form::wrong);
  }
  CHECK(read_date("2016-03-31").quarter() == 1);
  CHECK(read_date("2016-04-01").quarter() == 2);
  CHECK(read_date("2016-12-01").quarter() == 4);
}

TEST_CASE("years and quarters") {
  CHECK(read_year("2016") == 2016U);
  CHECK_FALSE(read_year("16"));
  CHECK_FALSE(read_year("20166"));
  CHECK_FALSE(read_year("0206"));
  CHECK(read_quarter("enero-marzo") == 1);
  CHECK(read_quarter("1er Trimestre (Enero-Marzo)") == 1);
  CHECK(read_quarter("Julio - Septiembre") == 3);
  CHECK(read_quarter("4o Trimestre") == 4);
  CHECK(read_quarter("2019 1er trimestre") == 1);
  CHECK(read_quarter("enero-junio") == 0);
  CHECK(read_quarter("enero-diciembre") == 0);
  CHECK(read_quarter("1er cuatrimestre") == 0);
  CHECK(read_quarter("2") == 0);
  CHECK(read_quarter("") == 0);
  CHECK(read_quarter("anual") == 0);
}
