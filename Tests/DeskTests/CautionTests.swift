// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Desk

/// 警告 and 確認 of the screens: each with its number, and the number in the catalogue.
@Suite("警告と確かめの番号")
struct CautionTests {
    @Test("どの警告・確かめも、番号は一つ、文は何をすればよいかまで言い、画面で使われ、一覧にある")
    func catalogue() throws {
        let errors = try String(
            contentsOf: RefusalFieldTests.root.appending(path: "docs/errors.md"), encoding: .utf8)
        let screens = try RefusalFieldTests.files("Sources/Desk/Screens", ".swift").values
        for caution in Caution.allCases {
            #expect(caution.rawValue.wholeMatch(of: /[WQ]-[A-Z]{3}-\d{3}/) != nil)
            #expect(errors.contains("| \(caution.rawValue) | Desk |"), "\(caution.rawValue)")
            #expect(caution.words.hasSuffix("。") && caution.words.contains("ください"), "\(caution)")
            #expect(caution.message.hasSuffix("［\(caution.rawValue)］"))
            #expect(screens.contains { $0.contains(".\(caution)") }, "\(caution)")
        }
        #expect(Caution.allCases.count { $0.rawValue.hasPrefix("W") } > 10)
    }

    @Test("印を求める欄は、どれも番号のある確かめで求める")
    func ticks() throws {
        for (name, text) in try RefusalFieldTests.files("Sources/Desk/Screens", ".swift") {
            for call in text.matches(of: /\.tick\(([^)]*)\)/) {
                #expect(call.1.contains(/, \.[a-z]/), "\(name): \(call.0)")
            }
        }
    }

    @Test("押せば戻せないと言う文、まだ何もしていないと言って確かめを求める文には、番号がある")
    func questions() throws {
        let sentence =
            /(?:差し戻せません|取り消せません|まだ何も(?:変え|変わっ|取り込ん|反映し|起案し)て(?:いません|いない))(［Q-[A-Z]{3}-\d{3}］)?/
        var found: Set<Substring> = []
        for (name, text) in try RefusalFieldTests.files("Sources/Desk/Templates", ".mustache") {
            for match in text.matches(of: sentence) {
                let mark = try #require(match.1, "\(name): \(match.0)")
                found.insert(mark)
            }
        }
        #expect(found.count > 8)
    }

    @Test("理由で押し切る欄のある画面は、欄の題に警告の番号を出し、空なら同じ番号で断る")
    func shown() throws {
        let texts = try RefusalFieldTests.files("Sources/Desk/Screens", ".swift").values.joined()
        let templates = try RefusalFieldTests.files("Sources/Desk/Templates", ".mustache").values
            .joined()
        for caution in Caution.allCases {
            let isOnField =
                texts.contains(".over(.\(caution))") || templates.contains(caution.mark)
                || texts.contains("Caution.\(caution).mark")
            #expect(isOnField, "\(caution.rawValue)")
        }
    }
}
