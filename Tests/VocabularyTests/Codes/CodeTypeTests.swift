// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import Vocabulary

@Suite("番号の型")
struct CodeTypeTests {
    @Test("保険者番号は8桁と6桁で、診療報酬ファイルの空白を読み書きする")
    func insurer() throws {
        let city = try #require(InsurerNumber(uke: "  119990"))
        #expect(city.digits == "119990" && city.isNationalHealthInsurance)
        #expect(city.prefecture == "11" && city.lawCategory == nil && city.ukeText == "  119990")
        let society = try #require(InsurerNumber(uke: "06119903"))
        #expect(society.lawCategory == "06" && society.prefecture == "11")
        #expect(!society.isNationalHealthInsurance && society.ukeText == "06119903")
        #expect(InsurerNumber("  119990") == nil && InsurerNumber("1199901") == nil)
        #expect(InsurerNumber("１１９９９０") == nil)
        #expect(InsurerNumber("67119991")?.isNationalHealthInsurance == true)
    }

    @Test("公費負担者番号の部分")
    func funder() throws {
        let scheme = try #require(PublicFunderNumber("81119992"))
        #expect(scheme.lawCategory == "81" && scheme.prefecture == "11" && scheme.isLocalScheme)
        #expect(scheme.hasValidCheckDigit && scheme.finding.valid)
        let wrong = try #require(PublicFunderNumber("81119991"))
        #expect(!wrong.hasValidCheckDigit && wrong.finding.expected == 2)
        #expect(PublicFunderNumber("52116019")?.isLocalScheme == false)
    }

    @Test("連番から作る受給者番号はどれも正しい")
    func recipient() throws {
        for serial in stride(from: 0, through: 999_999, by: 997) {
            let number = try #require(RecipientNumber(serial: serial))
            #expect(number.hasValidCheckDigit && number.serial == serial)
            #expect(number.digits.utf8.count == 7)
        }
        #expect(RecipientNumber(serial: 1_000_000) == nil && RecipientNumber(serial: -1) == nil)
        #expect(RecipientNumber(serial: 123_456)?.digits == "1234566")
    }

    @Test("医療機関コードは三つの部分から")
    func institution() throws {
        let code = try #require(
            MedicalInstitutionCode(prefecture: "11", table: "1", number: "9900010"))
        #expect(code.digits == "1119900010" && code.hasValidCheckDigit)
        #expect(code.prefecture == "11" && code.table == "1" && code.number == "9900010")
        #expect(MedicalInstitutionCode(prefecture: "1", table: "11", number: "9900010") == nil)
    }

    @Test("団体コードは5桁から6桁を作る", arguments: CodeVectors.municipalityValid)
    func municipality(code: String) {
        #expect(MunicipalityCode(body: String(code.prefix(5)))?.digits == code)
    }

    @Test("見本市の番号")
    func sample() {
        #expect(MunicipalityCode(body: "11999")?.digits == "119997")
        #expect(InsurerNumber("119990")?.hasValidCheckDigit == true)
    }

    @Test("JSONでは桁のままの文字列")
    func coding() throws {
        let code = try #require(CorporateNumber("1000020110001"))
        let data = try JSONEncoder().encode([code])
        #expect(String(decoding: data, as: UTF8.self) == #"["1000020110001"]"#)
        #expect(try JSONDecoder().decode([CorporateNumber].self, from: data) == [code])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CorporateNumber].self, from: Data(#"["1"]"#.utf8))
        }
    }
}
