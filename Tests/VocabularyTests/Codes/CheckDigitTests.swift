// SPDX-License-Identifier: Apache-2.0
import Testing
import Vocabulary

@Suite("検査数字")
struct CheckDigitTests {
    static let valid: [(CodeKind, [String])] = [
        (.individualNumber, CodeVectors.individualValid),
        (.residentRecord, CodeVectors.residentValid),
        (.corporateNumber, CodeVectors.corporateValid),
        (.funder, CodeVectors.funderValid),
        (.insurer, CodeVectors.insurerValid),
        (.recipient, CodeVectors.recipientValid),
        (.institution, CodeVectors.institutionValid),
        (.municipality, CodeVectors.municipalityValid),
        (.addressee, CodeVectors.addressee.compactMap(\.number)),
    ]

    static let invalid: [(CodeKind, [String])] = [
        (.individualNumber, CodeVectors.individualInvalid),
        (.corporateNumber, CodeVectors.corporateInvalid),
        (.funder, CodeVectors.funderInvalid),
        (.insurer, CodeVectors.insurerInvalid),
        (.recipient, CodeVectors.recipientInvalid),
        (.institution, CodeVectors.institutionWarning),
        (.municipality, CodeVectors.municipalityInvalid),
        (.addressee, ["000000000000018"]),
    ]

    @Test("正しい番号は正しい", arguments: valid)
    func accepts(kind: CodeKind, numbers: [String]) {
        #expect(!numbers.isEmpty)
        for number in numbers {
            let finding = CodeFinding.inspect(kind, number)
            #expect(finding.valid && finding.severity == nil && finding.reason == nil)
            #expect(finding.expected == nil)
        }
    }

    @Test("検査数字の合わない番号は正しくない", arguments: invalid)
    func refuses(kind: CodeKind, numbers: [String]) {
        for number in numbers {
            let finding = CodeFinding.inspect(kind, number)
            #expect(!finding.valid && finding.expected != nil && finding.reason != nil)
            #expect(finding.severity == kind.severityOfWrongDigit)
        }
    }

    @Test("どの1桁を別の数字に変えた番号も正しくない", arguments: valid)
    func everySingleChange(kind: CodeKind, numbers: [String]) {
        // Modulus 11 with remainder 0 and 1 sharing a digit, and weights of modulus 9, do not see
        // every change; the others must.
        var missed = 0
        var tried = 0
        for number in numbers {
            let digits = Array(number)
            for place in digits.indices {
                for other in "0123456789" where other != digits[place] {
                    var changed = digits
                    changed[place] = other
                    tried += 1
                    if CodeFinding.inspect(kind, String(changed)).valid { missed += 1 }
                }
            }
        }
        #expect(tried > 0)
        switch kind {
        case .insurer, .funder, .recipient: #expect(missed == 0)
        case .institution:
            // Prefecture and 点数表 of the four prefectures are outside the digit.
            #expect(missed * 2 < tried)
        case .corporateNumber:
            // Modulus 9 does not tell 0 from 9.
            #expect(missed * 10 < tried)
        case .individualNumber, .residentRecord, .municipality, .addressee:
            #expect(missed * 20 < tried)
        }
    }

    @Test("医療機関コードは4都県だけ6桁で計算する")
    func fourPrefectures() throws {
        for prefecture in 1...47 {
            let nine = Int64(prefecture) * 10_000_000 + 1_990_001
            let expected =
                (11...14).contains(prefecture)
                ? CheckDigit.modulus10(body: 990_001) : CheckDigit.modulus10(body: nine)
            #expect(CheckDigit.medicalInstitution(body: nine) == expected)
        }
        let warning = CodeFinding.inspect(.institution, "1119900015")
        #expect(warning.severity == .warning && warning.expected == 0)
    }

    @Test("宛名番号の連番から作る番号", arguments: CodeVectors.addressee)
    func addressee(serial: Int64, number: String?) {
        #expect(AddresseeNumber(serial: serial)?.description == number)
    }

    @Test("検査数字のない宛名番号の連番は、末尾が何でも警告になる")
    func skippedSerial() {
        for last in 0...9 {
            let finding = CodeFinding.inspect(.addressee, "6\(last)")
            #expect(!finding.valid && finding.severity == .warning && finding.expected == nil)
        }
    }

    @Test("余りが0でも1でも個人番号の検査数字は0")
    func remainderOne() {
        #expect(CheckDigit.individualNumber(body: 6) == 0)
        #expect(CheckDigit.individualNumber(body: 0) == 0)
        #expect(CheckDigit.individualNumber(body: 50_000_000_000) == 3)
    }
}
