// Numbers in a query: what is read as one, and what it is worth.

import { deepEqual, equal } from "node:assert/strict";

import { findNumbers, readNumerals } from "../../static/search/numbers.js";
import { readQuery } from "../../static/search/query.js";
import { cut } from "../../static/search/words.js";

const NUMERALS = readNumerals(
  "零=0、〇=0、一=1、二=2、三=3、四=4、五=5、六=6、七=7、八=8、九=9、十=10、百=100、千=1000、万=10000、亿=100000000、点=., " +
    "five=5, six=6, seven=7, eight=8, twenty=20, forty=40, hundred=100, thousand=1000, k=1000, million=1000000, billion=1000000000, point=.",
);
const valuesIn = (text) => findNumbers(cut(text), NUMERALS).map(({ value }) => value);

for (const [text, ...values] of [
  ["46.8万人", "468000"],
  ["468,000 people", "468000"],
  ["0.468 million", "468000"],
  ["1.878 billion yuan", "1878000000"],
  ["四十六点八万", "468000"],
  ["二万八千五百二十七人", "28527"],
  ["十八万二千", "182000"],
  ["十三亿元", "1300000000"],
  ["百分之十二点一二", "12.12"],
  ["一万零五", "10005"],
  ["二〇一三年", "2013"],
  ["3千万", "30000000"],
  ["130000万元", "1300000000"],
  ["12,000万", "120000000"],
  ["182k donkeys", "182000"],
  ["forty-six point eight thousand", "46800"],
  ["twenty eight thousand five hundred twenty seven", "28527"],
  ["10 lead 1", "10", "1"],
  ["十三五"],
  ["一村一品"],
  ["five bodies"],
  ["五点"],
]) {
  Deno.test(`numbers in “${text}”: ${values.join(", ") || "none"}`, () => deepEqual(valuesIn(text), values));
}

for (const [query, ...terms] of [
  ["forty-six point eight thousand people", "forty-six point eight thousand", "people"],
  ["1 million 28527", "1 million", "28527"],
  ["e-commerce, 46.8万", "e-commerce", "46.8万"],
  ['"two no-worries" 2019', "two no-worries", "2019"],
  ["４６．８万", "46.8万"],
  ["４６８，０００", "468,000"],
  ["%"],
]) {
  Deno.test(`terms of “${query}”`, () => deepEqual(readQuery(query, new Map(), NUMERALS).map(({ text }) => text), terms));
}

Deno.test("a quoted number is text, and two numbers are no value", () => {
  equal(readQuery('"468"', new Map(), NUMERALS)[0].number, null);
  equal(readQuery("46人8户", new Map(), NUMERALS)[0].number, null);
});

const COMMAS = readNumerals("fünf=5, zwölf=12, million=1000000, millionen=1000000, komma=.", ",");

for (const [query, ...numbers] of [
  ["5,2 Millionen Menschen", "5200000"],
  ["46.800 Menschen", "46800"],
  ["1.234.567", "1234567"],
  ["46\u202f800,5 Hektar", "46800.5"],
  ["46 800", "46800"],
  ["fünf Millionen", "5000000"],
  ["zwölf Millionen", "12000000"],
  ["fünf Komma fünf Millionen", "5500000"],
  ["2015 300 Menschen", "2015", "300"],
  ["3, 5", "3", "5"],
  ["2.5", "2.5"],
]) {
  Deno.test(`numbers in “${query}” where a comma begins the decimals: ${numbers.join(", ")}`, () => {
    deepEqual(readQuery(query, new Map(), COMMAS).flatMap(({ number }) => number?.value ?? []), numbers);
  });
}

Deno.test("a number with a decimal comma is looked for as it is printed too", () => {
  deepEqual(readQuery("5,2 Millionen", new Map(), COMMAS).map(({ words }) => words.map(({ word }) => word)), [["5", "2", "millionen"]]);
});

const JOINED = readNumerals("two=2, five=5, ten=10, eleven=11, forty=40, hundred=100, and=+, soixante=60, onze=11, et=+, quatre=4, vingt=20, quatre-vingt=80, soixante-et-onze=71, quatre-vingt-dix-sept=97");

for (const [query, ...values] of [
  ["two hundred and five villages", "205"],
  ["forty and five", "45"],
  ["quatre-vingt-dix-sept communes", "97"],
  ["quatre-vingt", "80"],
  ["soixante et onze", "71"],
  ["ten and villages"],
  ["villages and ten"],
  ["and five hundred", "500"],
]) {
  Deno.test(`numerals of several words in “${query}”`, () => deepEqual(readQuery(query, new Map(), JOINED).flatMap(({ number }) => (number ? [number.value] : [])), values));
}

const GERMAN = readNumerals("zwei=2, drei=3, vier=4, fünf=5, acht=8, elf=11, zwanzig=20, hundert=100, tausend=1000, million=1000000, und=+, komma=.", ",");

for (const [query, ...values] of [
  ["elf Menschen", "11"],
  ["dreitausend", "3000"],
  ["zweitausenddreihundert Häuser", "2300"],
  ["zweihundertundfünf", "205"],
  ["acht Boote"],
  ["tausend"],
  ["drei und vier"],
  ["Tausendfüßler"],
]) {
  Deno.test(`numerals in one word in “${query}”`, () => deepEqual(readQuery(query, new Map(), GERMAN).flatMap(({ number }) => (number ? [number.value] : [])), values));
}

for (const [query, language, ...terms] of [
  ["12.7.1954", "de", "12", "Juli", "1954"],
  ["am 12. 07. 1954", "de", "am", "12", "Juli", "1954"],
  ["1954-07-12", "en-GB", "12", "July", "1954"],
  ["2018.8.17", "zh", "2018年8月17日"],
  ["31.2.2018", "de", "31.2", "2018"],
]) {
  Deno.test(`a date in digits in “${query}”`, () => deepEqual(readQuery(query, new Map(), new Map(), language).map(({ text }) => text), terms));
}
