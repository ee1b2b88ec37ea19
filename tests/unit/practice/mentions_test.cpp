// Names and days of birth in what somebody wrote.
#include "practice/mentions.hpp"

#include "catch_compat.hpp"

using namespace effaith;
using practice::Mentions;

namespace {

Mentions of_will() {
    Mentions mentions;
    mentions.add_name("Will  O'Brien-Ŵyn");
    mentions.add_birth(*Date::parse("2015-04-03"));
    return mentions;
}

std::string without(std::string text) {
    of_will().take_out(text);
    return text;
}

}  // namespace

TEST_CASE(
    "Every whole word of a name is taken out, whatever its capitals and what stands beside it") {
    CHECK(without("Will’s book; WILL, will.") == "[…]’s book; […], […].");
    CHECK(without("Will O'Brien-ŵyn came") == "[…] O'[…] came");
    CHECK(without("Willing, Brienne, goodwill and O stay") ==
          "Willing, Brienne, goodwill and O stay");
    CHECK(without("ŴYN") == "[…]");
    CHECK(without("") == "");
    std::string text = "will, Will";
    CHECK(of_will().take_out(text) == 2);
}

TEST_CASE("A day of birth is taken out however it is written, and other days stay") {
    for (const char* birth : {"2015-04-03", "3/4/2015", "03.04.2015", "3.4.15", "03-04-15",
                              "3 April 2015", "3rd of April 2015", "3ydd o Ebrill 2015"}) {
        CAPTURE(birth);
        CHECK(without(std::string("born ") + birth + ", in Bangor") == "born […], in Bangor");
    }
    CHECK(without("April 3, 2015") == "April […]");
    for (const char* other : {"3 sessions in 2016", "2015", "4.3.15", "13/4/2015",
                              "In 2015 he started, and on the 3rd", "99999999999999999999"}) {
        CHECK(without(other) == other);
    }
}

TEST_CASE("A word that another is called as well may be told") {
    Mentions mentions = of_will();
    mentions.spare_name("Ann Brien");
    std::string text = "Brien and Will";
    CHECK(mentions.take_out(text) == 1);
    CHECK(text == "Brien and […]");
}
