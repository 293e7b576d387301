// SPDX-License-Identifier: Apache-2.0
import Press
import Vocabulary

/// Which period each paper of the story says, in the words that were printed: certificates by their
/// number, letters by the decision they tell of.
struct PaperWords {
    /// 「令和7年4月1日から令和8年3月31日まで」 by 通院 and 入院.
    typealias Periods = [String: String]

    private(set) var certificates: [String: Periods] = [:]
    private(set) var letters: [Int64: Periods] = [:]

    mutating func add(_ certificate: Certificate) {
        certificates[certificate.issueNumber] = certificate.validities.reduce(into: [:]) {
            $0[$1.label] = $1.from + "から" + ($1.through.isEmpty ? "" : $1.through + "まで")
        }
    }

    mutating func add(_ letter: Letter, decision: Int64) {
        letters[decision] = letter.facts.flatMap(\.rows).reduce(into: [:]) { found, row in
            for label in ["通院", "入院"] where row.label == "有効期間(\(label))" {
                found[label] = row.value
            }
        }
    }

    /// Forgets what has been compared.
    mutating func clear() {
        certificates = [:]
        letters = [:]
    }

    /// A period as a paper must say it, from the two columns of a table; written here on its own.
    static func words(_ from: CivilDate?, _ until: CivilDate?) -> String? {
        guard let from else { return nil }
        guard let until else { return Wareki.text(from) + "から" }
        if until <= from { return "なし" }
        return Wareki.text(from) + "から" + Wareki.text(until.previous) + "まで"
    }
}
