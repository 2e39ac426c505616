"""Words that keep their full stop, for whoever cuts a text into words or sentences; needs nothing else of the house."""

from __future__ import annotations

_BEFORE_NAMES = (
    "Adm. Asst. Brig. Capt. Cmdr. Col. Cpl. Det. Dr. Ft. Gen. Gov. Hon. Lt. Maj. Messrs. Mr. Mrs. Ms. Mt. Pfc. Pres. Prof. Pvt. "
    "Rep. Reps. Rev. Sen. Sens. Sgt. Spc. St. Supt."
)
_OTHERS = (
    "Ave. Bros. Co. Corp. Dept. Esq. Inc. Jr. Ltd. No. Nos. Ph.D. Sr. "
    "Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. Mon. Tue. Tues. Wed. Thu. Thur. Thurs. Fri. Sat. "
    "Ala. Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Mass. Md. Mich. Minn. Miss. Mo. Mont. Neb. "
    "Nev. Okla. Ore. Pa. Tenn. Tex. Va. Vt. Wash. Wis. Wyo. "
    "a.m. p.m. A.M. P.M. al. approx. ca. cf. e.g. etc. i.e. vs. viz."
)
BEFORE_NAMES = frozenset(_BEFORE_NAMES.split())
"""Abbreviations that a name follows: a sentence never ends with them."""
ABBREVIATIONS = BEFORE_NAMES | frozenset(_OTHERS.split())
"""Words that keep their full stop."""
