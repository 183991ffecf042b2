// Words of a query: how they are cut, compared and brought into one form.

import { deepEqual, equal } from "node:assert/strict";

import { cut, fold, inHiragana, inKatakana, isNear, normalForm, pairsOf, printed, spellings, squash, stem } from "../../static/search/words.js";

Deno.test("every Han character is a word, and a border keeps two apart", () => {
  deepEqual(cut("搬迁，46.8万").map(({ word, at }) => [word, at]), [["搬", 0], ["迁", 1], ["46.8", 3], ["万", 4]]);
  deepEqual(cut("Shi’ertu café").map(({ word, at }) => [word, at]), [["shiertu", 0], ["cafe", 1]]);
});

for (const [one, two] of [["relocated", "relocation"], ["families", "family"], ["houses", "house"], ["running", "run"]]) {
  Deno.test(`${one} and ${two} have one stem`, () => equal(stem(one), stem(two)));
}

Deno.test("words with other characters have no stem", () => deepEqual(["2019", "搬迁", "the"].map(stem), ["2019", "搬迁", "the"]));

Deno.test("near is a letter left out, added, changed or exchanged", () => {
  for (const other of ["relocaton", "rellocation", "relocasion", "relcoation"]) equal(isNear("relocation", other, 1), true, other);
  equal(isNear("relocation", "rlcation", 1), false);
});

Deno.test("hiragana and katakana are one text in two writings; small letters and what lengthens stay apart", () => {
  equal(inHiragana("サクラがヴァッヽヾー々漢A"), "さくらがゔぁっゝゞー々漢A");
  equal(inKatakana("さくらガゔぁっゝゞー々漢A"), "サクラガヴァッヽヾー々漢A");
});

Deno.test("one form for compatibility forms, wide digits and radicals", () => {
  equal(normalForm("第Ⅲ级 38㎡ ＷＴＯ ⻩ ４６．８ １，０００"), "第III级 38m2 WTO 黄 46.8 1,000");
});

Deno.test("names are compared without case, accents and what is no letter", () => {
  equal(fold("Áohàn"), "aohan");
  for (const name of ["Iğdır", "IĞDIR", "ığdır", "İgdir"]) equal(fold(name), "igdir");
  equal(fold("Đắk"), "dak");
  equal(printed("Iğdi\u0335r D\u0335ắk a\u0335"), "Iğdır Đắk a\u0335");
  for (const name of ["Œuvre", "œuvre", "OEUVRE"]) equal(fold(name), "oeuvre");
  equal(fold("Straße"), "strasse");
  equal(printed("OE\u0334uvre stras\u0334se Strass\u0334e"), "Œuvre stras\u0334se Straße");
  equal(squash("Shi’ertu Lǜ-se"), "shiertuluse");
  equal(squash("Нижняя Волга, Straße 3 汉"), "нижняяволгаstrasse3");
  deepEqual(spellings("lǜ se"), [["lu", "se"], ["lv", "se"]]);
  deepEqual([...pairsOf("漢汉遷迁")], [["漢", "汉"], ["遷", "迁"]]);
});
