// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import Vocabulary

@Suite("ゆうちょの記号番号")
struct PostAccountTests {
    @Test("店番、種目、口座番号になる", arguments: CodeVectors.postAccounts)
    func converts(row: [String]) {
        let found = PostAccount.read(symbol: row[0], number: row[1])
        #expect(found.valid && found.branch == row[2])
        #expect(found.type?.code == row[3] && found.account == row[4])
    }

    @Test("検査数字が合わない", arguments: CodeVectors.postAccountsInvalid)
    func refuses(row: [String]) {
        let found = PostAccount.read(symbol: row[0], number: row[1])
        #expect(!found.valid && found.account == nil && found.reason?.contains("4桁目") == true)
    }

    @Test(
        "形の違うものは理由を付けて断る",
        arguments: [
            ("1403", "12345671", "記号は5桁"), ("24030", "12345671", "0または1"),
            ("14030", "12345678", "末尾が1"), ("14030", "123456711", "8桁まで"),
            ("00580", "12345678", "7桁まで"), ("14030", "", "8桁まで"), ("1403a", "1", "記号は5桁"),
        ])
    func forms(symbol: String, number: String, reason: String) {
        #expect(PostAccount.read(symbol: symbol, number: number).reason?.contains(reason) == true)
    }

    @Test("ハイフンの後の1桁は使わない")
    func middleDigit() {
        let found = PostAccount.read(symbol: "１４０３０-2", number: "1234567 1")
        #expect(found.valid && found.account == "1234567")
        #expect(!PostAccount.read(symbol: "140302", number: "12345671").valid)
    }

    @Test("番号を1桁変えると記号と合わない")
    func singleChanges() {
        let digits = Array("1234567")
        for place in digits.indices {
            for other in "0123456789" where other != digits[place] {
                var changed = digits
                changed[place] = other
                #expect(!PostAccount.read(symbol: "14030", number: String(changed) + "1").valid)
            }
        }
    }

    @Test("JSONは約束した項目")
    func json() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let data = try encoder.encode(PostAccount.read(symbol: "14030", number: "12345671"))
        #expect(
            String(decoding: data, as: UTF8.self)
                == #"{"account":"1234567","bank":"9900","branch":"408","reason":null,"#
                + #""type":"1","valid":true}"#)
    }
}
