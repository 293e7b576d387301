// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

/// The word lists of `Data/`, read once.
struct WordLists {
    struct Surname { let written: String, kana: String }
    struct Given { let kana: String, spellings: [String] }
    struct Place { let postalCode: String, name: String }
    struct Branch {
        let bank: String, bankName: String, bankKana: String
        let branch: String, branchName: String, branchKana: String
    }

    let surnames: [Surname]
    let surnameSums: [Int]
    let boys: [Given]
    let girls: [Given]
    let places: [Place]
    let branches: [Branch]
    let calendar: TownCalendar

    init() throws {
        var sums: [Int] = []
        var total = 0
        surnames = try WordLists.rows("surnames").map { row in
            total += Int(row[2]) ?? 1
            sums.append(total)
            return Surname(written: String(row[0]), kana: String(row[1]))
        }
        surnameSums = sums
        boys = try WordLists.given("given_boys")
        girls = try WordLists.given("given_girls")
        places = try WordLists.rows("postal_saitama").map {
            Place(postalCode: String($0[0]), name: String($0[2]))
        }
        branches = try WordLists.rows("branches").map {
            Branch(
                bank: String($0[0]), bankName: String($0[1]), bankKana: String($0[2]),
                branch: String($0[3]), branchName: String($0[4]), branchKana: String($0[5]))
        }
        calendar = TownCalendar(rows: try WordLists.rows("holidays"))
    }

    private static func given(_ name: String) throws -> [Given] {
        try rows(name).map { row in
            Given(kana: String(row[0]), spellings: row[1].split(separator: "・").map(String.init))
        }
    }

    /// Rows without the header; the copied lists hold no quotes.
    private static func rows(_ name: String) throws -> [[Substring]] {
        let bundled = Bundle.module.url(
            forResource: name, withExtension: "csv", subdirectory: "Data")
        guard let url = bundled else {
            throw Fault(.disk, detail: "町の語彙 \(name).csv がありません")
        }
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst()
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }
}
