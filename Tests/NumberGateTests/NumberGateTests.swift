// SPDX-License-Identifier: Apache-2.0
import Support
import Testing
import Vault
import Vocabulary

@testable import NumberGate

/// Fictional numbers: eleven digits that begin with 9 and the synthetic check digit.
func fictional(_ serial: Int, _ check: NumberCheck = .synthetic) -> String {
    let body = 90_000_000_000 + Int64(serial)
    return String(body) + String(check.digit(ofBody: body))
}

@Suite("個人番号の形と検査用数字")
struct IndividualNumberTests {
    @Test(
        "省令の計算式による検査用数字",
        arguments: [
            // 総務省令第85号5条の式を手で計算した例。
            (12_345_678_901, 8), (0, 0), (90_000_000_000, 1), (99_999_999_999, 6),
        ])
    func officialDigit(body: Int64, expected: Int) {
        #expect(NumberCheck.official.digit(ofBody: body) == expected)
        #expect(NumberCheck.synthetic.digit(ofBody: body) == (expected + 1) % 10)
    }

    @Test("架空の町の番号は、実在しうる番号と決して一致しない")
    func syntheticNeverReal() {
        for serial in 0..<20_000 {
            let number = fictional(serial * 499_979)
            #expect((try? IndividualNumber(number, check: .synthetic)) != nil)
            #expect((try? IndividualNumber(number, check: .official)) == nil)
        }
    }

    @Test("検査用数字は一桁の誤りを、余りが0と1の重なりのほかは見つける", .measure("R-14"))
    func singleDigitErrors() throws {
        var missed = 0
        for serial in 0..<1_000 {
            let right = Array(fictional(serial * 7_919, .official).utf8)
            for place in 0..<11 {
                var wrong = right
                wrong[place] = right[place] == 0x39 ? 0x30 : right[place] + 1
                let body = wrong.prefix(11).reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
                let expected = NumberCheck.official.digit(ofBody: body)
                let accepted = (try? IndividualNumber(ascii: wrong, check: .official)) != nil
                #expect(accepted == (expected == Int(wrong[11] - 0x30)))
                if accepted { missed += 1 }
            }
        }
        // Remainders 0 and 1 share the digit 0: about one error in fifty is not seen.
        #expect(missed > 0)
        #expect(missed < 11_000 / 20)
    }

    @Test(
        "12桁の半角数字でないものは断る",
        arguments: [
            "", "9", "99999999999", "9999999999999", "９９９９９９９９９９９９", "99999999999a",
            "9999 9999 9999", "-99999999999",
        ])
    func wrongForm(text: String) {
        do {
            let number = try IndividualNumber(text, check: .synthetic)
            Issue.record("番号として受け入れた")
            _ = consume number
        } catch {
            #expect(error == .notTwelveDigits)
        }
    }

    @Test("断りの文に番号は現れない")
    func refusalsShowNothing() {
        for refusal in [
            NumberRefusal.notTwelveDigits, .wrongCheckDigit, .notASealedNumber, .cannotBeOpened,
        ] {
            #expect(refusal.code.hasPrefix("E-ADR-9"))
            #expect(!refusal.message.contains("999"))
        }
    }
}

@Suite("個人番号の関所")
struct SealingTests {
    let ring = Keyring.create(body: "119997", random: RehearsalRandomBytes(seed: 5))

    func text(_ opener: borrowing Opener, _ sealed: SealedNumber) throws -> String {
        try opener.withDigits(of: sealed, purpose: .numbering) {
            String(decoding: $0, as: UTF8.self)
        }
    }

    @Test("封をした番号は開ける者だけが読み、目的を言わなければ開けない", .measure("R-19"))
    func singleSeal() throws {
        let opener = try Opener(ring)
        let sealer = try Sealer(opener.publicKey, body: "119997")
        let digits = fictional(1)
        let sealed = try sealer.seal(IndividualNumber(digits, check: .synthetic))
        #expect(sealed.bytes.count == 94)
        #expect(try text(opener, sealed) == digits)
        #expect(try text(opener, SealedNumber(bytes: sealed.bytes)) == digits)
    }

    @Test("同じ番号に二度封をしても同じバイト列にはならない")
    func sealsDiffer() throws {
        let opener = try Opener(ring)
        let sealer = try Sealer(opener.publicKey, body: "119997")
        let first = try sealer.seal(IndividualNumber(fictional(1), check: .synthetic))
        let second = try sealer.seal(IndividualNumber(fictional(1), check: .synthetic))
        #expect(first.bytes != second.bytes)
    }

    @Test("一括の封は、順番どおりでなくても、抜けがあっても開く")
    func batchSeal() throws {
        let opener = try Opener(ring)
        var batch = try Sealer(opener.publicKey, body: "119997").batch()
        var sealed: [SealedNumber] = []
        for serial in 0..<2_000 {
            sealed.append(
                batch.seal(try IndividualNumber(fictional(serial), check: .synthetic)))
        }
        #expect(sealed.allSatisfy { $0.bytes.count == 98 })
        #expect(Set(sealed.map(\.bytes)).count == 2_000)
        for serial in stride(from: 1_999, through: 0, by: -3) {
            #expect(try text(opener, sealed[serial]) == fictional(serial))
        }
    }

    @Test("二つの一括を交互に開いても混ざらない")
    func twoBatches() throws {
        let opener = try Opener(ring)
        let sealer = try Sealer(opener.publicKey, body: "119997")
        var one = try sealer.batch()
        var two = try sealer.batch()
        for serial in 0..<20 {
            let first = one.seal(try IndividualNumber(fictional(serial), check: .synthetic))
            let second = two.seal(try IndividualNumber(fictional(serial + 50), check: .synthetic))
            #expect(try text(opener, first) == fictional(serial))
            #expect(try text(opener, second) == fictional(serial + 50))
        }
    }

    @Test("別の団体の封・別の鍵の封は開かない")
    func foreignSeals() throws {
        let opener = try Opener(ring)
        let foreignBody = try Sealer(opener.publicKey, body: "119998")
        let otherRing = Keyring.create(body: "119997", random: RehearsalRandomBytes(seed: 6))
        let foreignKey = try Sealer(Opener(otherRing).publicKey, body: "119997")
        for sealer in [foreignBody, foreignKey] {
            var batch = try sealer.batch()
            let seals = [
                try sealer.seal(IndividualNumber(fictional(1), check: .synthetic)),
                batch.seal(try IndividualNumber(fictional(1), check: .synthetic)),
            ]
            for sealed in seals {
                #expect(throws: NumberRefusal.cannotBeOpened) { try text(opener, sealed) }
            }
        }
    }

    @Test("封のどの1バイトが変わっても開かない", .measure("R-14"))
    func alteredSeals() throws {
        let opener = try Opener(ring)
        let sealer = try Sealer(opener.publicKey, body: "119997")
        var batch = try sealer.batch()
        _ = batch.seal(try IndividualNumber(fictional(1), check: .synthetic))
        let seals = [
            try sealer.seal(IndividualNumber(fictional(2), check: .synthetic)),
            batch.seal(try IndividualNumber(fictional(2), check: .synthetic)),
        ]
        for sealed in seals {
            for index in sealed.bytes.indices {
                var bytes = sealed.bytes
                bytes[index] ^= 0x04
                #expect(throws: NumberRefusal.self) {
                    try text(opener, SealedNumber(bytes: bytes))
                }
            }
        }
    }

    @Test("形の違うバイト列は封とみなさない", arguments: [0, 1, 93, 95, 97, 99])
    func wrongLength(count: Int) {
        for form: UInt8 in [0, 1, 2, 3] {
            var bytes = [UInt8](repeating: 9, count: count)
            if count > 0 { bytes[0] = form }
            #expect(throws: NumberRefusal.notASealedNumber) { try SealedNumber(bytes: bytes) }
        }
    }

    @Test("印字しても、写し取っても、封の中身もバイト列も見えない")
    func sealedNumberShowsNothing() throws {
        struct Row { let number: SealedNumber }
        let sealer = try Sealer(Opener(ring).publicKey, body: "119997")
        let sealed = try sealer.seal(IndividualNumber(fictional(3), check: .synthetic))
        var dumped = ""
        dump(Row(number: sealed), to: &dumped)
        for text in ["\(sealed)", String(reflecting: sealed), "\(Row(number: sealed))", dumped] {
            #expect(text.contains("［封をした個人番号］"))
            #expect(!text.contains("UInt8"))
            #expect(!text.contains("\(sealed.bytes[5]), \(sealed.bytes[6])"))
        }
    }

    @Test("開く目的はすべて根拠条文を持つ", .measure("R-19"))
    func purposesHaveGrounds() {
        for purpose in OpeningPurpose.allCases { #expect(!purpose.legalBasis.isEmpty) }
    }
}
