// SPDX-License-Identifier: Apache-2.0

/// The places of a claim layout, looked up once a file; −1 where the edition has no such item.
struct ClaimPlaces {
    struct Start {
        let prefecture, table, institution, name, month: Int
    }
    struct Claim {
        let receipt, type, month, name, kana, sex, born, ratio, admitted, mealClass, notes: Int
        let chart, search, department, summary: Int
        let prescriberPrefecture, prescriberTable, prescriber, prescriberName: Int
    }
    struct Payer {
        let payer, symbolOrRecipient, number, days, points, copayment: Int
        let outpatient, inpatient, meals, mealsTotal: Int
    }

    /// The record of treatments that tells 初診: its name, and where points and times stand.
    struct Treatment {
        let record: String
        let points, times: Int
    }

    let start: Start
    let claim: Claim
    let insurance: Payer
    let fund: Payer
    let bearer, subNumber, window: Int
    let daysBearer, visitDays: Int
    /// `nil` where the edition does not say it.
    let treatment: Treatment?
    let count, points, volume: Int

    init(_ layout: ClaimLayout) {
        func at(_ record: String) -> (String) -> Int { { layout.place(record, $0) } }
        let head = at(layout.start)
        start = Start(
            prefecture: head("prefecture"), table: head("points-table"),
            institution: head("institution"), name: head("institution-name"),
            month: head("billing-month"))
        let re = at("RE")
        claim = Claim(
            receipt: re("receipt"), type: re("type"), month: re("treatment-month"),
            name: re("name"), kana: re("kana"), sex: re("sex"), born: re("born"),
            ratio: re("ratio"), admitted: re("admitted"), mealClass: re("meal-class"),
            notes: re("notes"), chart: re("chart"), search: re("search"),
            department: re("department"), summary: re("summary"),
            prescriberPrefecture: re("prescriber-prefecture"),
            prescriberTable: re("prescriber-table"), prescriber: re("prescriber-code"),
            prescriberName: re("prescriber-name"))
        insurance = ClaimPlaces.payer(at("HO"), "insurer", "symbol")
        fund = ClaimPlaces.payer(at("KO"), "funder", "recipient")
        bearer = layout.place("SN", "bearer")
        subNumber = layout.place("SN", "sub-number")
        window = layout.place("MF", "window")
        daysBearer = layout.place("JD", "bearer")
        visitDays = layout.place("JD", "visit-days")
        // The section is the first item: it is looked at before the commas are found.
        treatment = ["SS", "SI"].first { layout.place($0, "section") == 1 }.map {
            Treatment(
                record: $0, points: layout.place($0, "points"), times: layout.place($0, "times"))
        }
        count = layout.place("GO", "count")
        points = layout.place("GO", "points")
        volume = layout.place("GO", "volume")
    }

    private static func payer(
        _ at: (String) -> Int, _ payer: String, _ second: String
    ) -> Payer {
        Payer(
            payer: at(payer), symbolOrRecipient: at(second), number: at("number"),
            days: at("days"), points: at("points"), copayment: at("copayment"),
            outpatient: at("outpatient-copayment"), inpatient: at("inpatient-copayment"),
            meals: at("meals"), mealsTotal: at("meals-total"))
    }
}
