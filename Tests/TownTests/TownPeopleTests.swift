// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing
import Town
import Vocabulary

@Suite("町の人びと")
struct TownPeopleTests {
    @Test("個人番号は12桁で、検査数字はどれもわざと誤り、同じ番号の人はいない")
    func numbersAreSynthetic() throws {
        let town = try WrittenTown.shared.get()
        var owner: [String: String] = [:]
        for row in try town.rows("resident") {
            let number = try #require(row["個人番号"])
            let body = String(number.prefix(11))
            let last = try #require(number.last?.wholeNumberValue)
            let official = try #require(SyntheticNumber.officialCheckDigit(body: body))
            #expect(number.count == 12 && last != official)
            #expect(SyntheticNumber.checkDigit(body: body) == last)
            let person = try #require(row["宛名番号"])
            #expect(owner.updateValue(person, forKey: number) ?? person == person)
        }
    }

    @Test(
        "正しい検査数字の規則そのものは公表の例と合う",
        arguments: [("98320567321", 4), ("62149832025", 7), ("00000000006", 0), ("50000000000", 3)])
    func officialRule(body: String, digit: Int) {
        #expect(SyntheticNumber.officialCheckDigit(body: body) == digit)
    }

    @Test("人口は頼んだとおりで、18歳以下はおよそ16%")
    func population() throws {
        let town = try WrittenTown.shared.get()
        let full = try town.rows("resident").filter { $0["異動事由"] == "B00" }
        let residents = full.filter { $0["住民状態"] == "1" }
        #expect(residents.count == 3_000 && town.truth.people == 3_000)
        let young = residents.count { ($0["生年月日"] ?? "") > "20060301" }
        #expect((12...20).contains(young * 100 / residents.count), "\(young)")
    }

    @Test("世帯には世帯主が一人いて、親の宛名番号は同じ町の人を指す")
    func householdsAreWhole() throws {
        let town = try WrittenTown.shared.get()
        let full = try town.rows("resident").filter { $0["異動事由"] == "B00" }
        let known = Set(full.compactMap { $0["宛名番号"] })
        for (number, members) in Dictionary(grouping: full, by: { $0["世帯番号"] ?? "" }) {
            #expect(members.count { $0["続柄"] == "02" } == 1, "\(number)")
            #expect(Set(members.compactMap { $0["住所"] }).count == 1)
            for member in members {
                for key in ["母の宛名番号", "父の宛名番号"] {
                    guard let parent = member[key], !parent.isEmpty else { continue }
                    #expect(known.contains(parent))
                    let born = members.first { $0["宛名番号"] == parent }?["生年月日"] ?? "9"
                    #expect(born < member["生年月日"] ?? "")
                }
            }
        }
    }

    @Test("異動連番に抜けはなく、町を出た人・亡くなった人にその後の異動はない")
    func changesAreConsistent() throws {
        let town = try WrittenTown.shared.get()
        let rows = try town.rows("resident").sorted {
            (Int($0["異動連番"] ?? "") ?? 0) < (Int($1["異動連番"] ?? "") ?? 0)
        }
        #expect(rows.map { Int($0["異動連番"] ?? "") } == (1...rows.count).map { $0 })
        var gone: Set<String> = []
        for row in rows {
            let person = try #require(row["宛名番号"])
            #expect(!gone.contains(person))
            if row["住民状態"] == "2" || row["住民状態"] == "3" { gone.insert(person) }
        }
        #expect(!gone.isEmpty)
    }

    @Test("外字・異体字・外国の名・支援措置・双子・境目の誕生日がいる")
    func rarePeopleExist() throws {
        let rows = try WrittenTown.shared.get().rows("resident")
        let names = rows.compactMap { $0["氏名"] }
        let rare: Set<Unicode.Scalar> = ["髙", "﨑", "𠮷", "邊", "邉", "濵", "德", "葛", "辻", "祇", "栁"]
        #expect(names.contains { $0.unicodeScalars.contains(where: rare.contains) })
        #expect(rows.contains { !($0["国籍"] ?? "").isEmpty })
        #expect(rows.contains { $0["支援措置"] == "1" })
        let births = rows.filter { $0["続柄"] == "20" }.map {
            ($0["母の宛名番号"] ?? "") + ($0["生年月日"] ?? "")
        }
        #expect(Set(births).count < births.count)
        for day in ["0401", "0402"] {
            #expect(rows.contains { $0["生年月日"]?.hasSuffix(day) == true }, "\(day)")
        }
    }

    @Test("保険者番号・医療機関コード・受給者番号の検査数字は正しい")
    func codesAreRight() throws {
        let town = try WrittenTown.shared.get()
        for row in try town.rows("shaho") + town.rows("kokuho") {
            #expect(InsurerNumber(row["保険者番号"] ?? "")?.finding.valid == true)
        }
        for row in try town.rows("reimbursements") {
            #expect(MedicalInstitutionCode(row["医療機関コード"] ?? "")?.finding.valid == true)
        }
        for entry in try town.lines("entitlements") {
            let number = try #require(entry["recipientNumber"] as? String)
            #expect(RecipientNumber(number)?.finding.valid == true)
        }
    }
}
