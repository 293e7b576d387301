// SPDX-License-Identifier: Apache-2.0
public import Database
import Entitlement
import Safeguards
public import Vocabulary

/// 同意の記録: who let the office ask what, about whom, until when.
public enum ConsentBook {
    /// Which of the cases have a consent that may be used on a day; cases without one are left out.
    ///
    /// A form whose 同意欄 was ticked counts as the applicant's consent about the applicant.
    ///
    /// - Parameters:
    ///   - day: 効力, the day on which the information is asked for.
    public static func holds(
        _ matter: ConsentMatter, _ cases: some Sequence<ConsentCase>, on day: CivilDate,
        from db: any Connection
    ) throws -> [ConsentCase: Consent] {
        let wanted = Set(cases)
        var found: [ConsentCase: Consent] = [:]
        for consent in try said(Set(wanted.map(\.child)), from: db)
        where consent.matter == matter && wanted.contains(consent.about) && consent.holds(on: day) {
            found[consent.about] = consent
        }
        return found
    }

    /// Everything that was said in the case of a child, the newest first.
    public static func history(
        ofChild child: AddresseeNumber, from db: any Connection
    ) throws -> [Consent] {
        try said([child], from: db).reversed()
    }

    /// Consents of the children's cases in the order of the record, with the day they were taken
    /// back.
    static func said(
        _ children: Set<AddresseeNumber>, from db: any Connection
    ) throws -> [Consent] {
        var given = try ofForms(children, from: db)
        var ends: [(consent: Consent, on: CivilDate)] = []
        try Among.forEach(
            """
            SELECT child, subject, giver, matter, said_on, valid_from, valid_until, evidence,
            reference, recorded_at, operation_id, kind FROM consent_fact WHERE {among} ORDER BY id
            """, column: "child", key: 0, ids: children.map(\.value), in: db
        ) { row in
            let consent = Consent(
                matter: row.code(3),
                about: ConsentCase(subject: row.addressee(1), child: row.addressee(0)),
                giver: row.addressee(2), givenOn: row.date(4),
                period: EffectivePeriod(from: row.date(5), until: row.optionalDate(6)),
                evidence: row.code(7), reference: row.text(8), recordedAt: row.instant(9),
                operation: row.int64(10))
            if row.text(11) == "given" {
                given.append(consent)
            } else {
                ends.append((consent, consent.givenOn))
            }
        }
        for (end, day) in ends {
            for index in given.indices
            where given[index].about == end.about && given[index].matter == end.matter
                && given[index].operation < end.operation
            {
                given[index].withdrawnOn = min(given[index].withdrawnOn ?? day, day)
            }
        }
        return given.sorted { $0.operation < $1.operation }
    }

    /// What forms say: the applicant lets the office ask about the applicant's tax.
    private static func ofForms(
        _ children: Set<AddresseeNumber>, from db: any Connection
    ) throws -> [Consent] {
        try ApplicationBook.consentingForms(children, from: db).map { form in
            Consent(
                matter: .tax,
                about: ConsentCase(subject: form.applicant, child: form.child),
                giver: form.applicant, givenOn: form.appliedOn,
                period: EffectivePeriod(from: form.appliedOn), evidence: .application,
                reference: form.receipt, recordedAt: form.receivedAt, operation: form.operation)
        }
    }
}
