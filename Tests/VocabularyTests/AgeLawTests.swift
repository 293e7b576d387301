// SPDX-License-Identifier: Apache-2.0
import Testing
import Vocabulary

@Suite("年齢の法律")
struct AgeLawTests {
    @Test(
        "誕生日の前日が終わるときに年齢に達する",
        arguments: [
            ("2008-02-29", "2014-02-28", "2023-03-31", "2026-03-31"),
            ("2008-03-31", "2014-03-30", "2023-03-31", "2026-03-31"),
            ("2008-04-01", "2014-03-31", "2023-03-31", "2026-03-31"),
            ("2008-04-02", "2014-04-01", "2024-03-31", "2027-03-31"),
            ("2020-02-29", "2026-02-28", "2035-03-31", "2038-03-31"),
        ])
    func reaching(born: String, six: String, juniorHigh: String, eighteen: String) throws {
        let birth = try #require(CivilDate(born))
        #expect(AgeLaw.reaches(6, born: birth) == CivilDate(six))
        #expect(AgeLaw.fiscalYearEnd(ofAge: 15, born: birth) == CivilDate(juniorHigh))
        #expect(AgeLaw.fiscalYearEnd(ofAge: 18, born: birth) == CivilDate(eighteen))
    }
}
