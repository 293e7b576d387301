// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The invented clinics, dentists, pharmacies and hospitals of a town of a given size.
struct Institutions {
    struct Institution {
        let code: String, name: String, table: Int

        /// The row of the master (医療機関マスタ), under `FeedColumns.institutions`.
        func cells(_ place: Int, _ lists: WordLists) -> [String] {
            let isOurs = code.hasPrefix(FictionalCity.prefecture)
            let home = lists.places[place % lists.places.count]
            let address =
                isOurs
                ? "埼玉県\(FictionalCity.name)\(home.name)\(place + 1)番地"
                : "\(code.hasPrefix("13") ? "東京都架空区" : "茨城県架空市")例町\(place + 1)番地"
            return [
                FictionalCity.stamp, code, name, "", name.replacing("架空", with: ""), "検証　院長",
                isOurs ? home.postalCode : "", address, "", "048-000-" + padded(place % 10_000, 4),
                isOurs ? "市内" : "県外", "現存", "",
            ]
        }
    }

    let all: [Institution]
    let clinics: Range<Int>
    let hospitals: Range<Int>
    let dentists: Range<Int>
    let pharmacies: Range<Int>
    /// Outside the prefecture: reimbursements only, a claim in kind is an error.
    let outside: Range<Int>

    init(people: Int) {
        var list: [Institution] = []
        func add(
            _ count: Int, _ table: Int, _ first: Int, prefecture: String = "11", _ kinds: [String]
        ) -> Range<Int> {
            let start = list.count
            for index in 0..<count {
                let code = CodeDigits.institution(
                    prefecture: prefecture, table: table, body: first + index)
                let place = Institutions.places[index % Institutions.places.count]
                let round = index / Institutions.places.count
                let name =
                    "架空" + place + (round == 0 ? "" : String(round + 1))
                    + kinds[index % kinds.count]
                list.append(Institution(code: code, name: name, table: table))
            }
            return start..<list.count
        }
        clinics = add(
            max(4, people / 1_500), 1, 990_001, ["小児科", "内科医院", "耳鼻科", "皮膚科", "眼科"])
        hospitals = add(max(2, people / 10_000), 1, 998_001, ["総合病院", "こども病院"])
        dentists = add(max(3, people / 2_000), 3, 990_001, ["歯科医院"])
        pharmacies = add(max(3, people / 2_000), 4, 990_001, ["薬局"])
        let tokyo = add(6, 1, 990_001, prefecture: "13", ["都内医院", "都内病院"])
        let ibaraki = add(3, 1, 990_001, prefecture: "08", ["県外医院"])
        outside = tokyo.lowerBound..<ibaraki.upperBound
        all = list
    }

    private static let places = [
        "さくら", "みどり", "あおぞら", "ひまわり", "けやき", "すみれ", "わかば", "なのはな", "こだま",
        "ほしぞら", "つばめ", "いずみ", "かえで", "やまびこ", "しらさぎ", "たんぽぽ",
    ]
}
