"""A self-paced forum in a browser: the console opens and closes activities, the phone chooses, and typed words stay."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Hall, reload
from workshop.access import password_sign_in

pytestmark = pytest.mark.browser
PASSWORD = "neljä sanaa on hyvä"


def test_two_activities_are_open_and_a_phone_goes_between_them(hall: Hall) -> None:
    hall.server.errand(
        "user.add", email="tahti@museo.fi", called="Tahti", password_hash=password_sign_in.hashed(PASSWORD)
    )
    office = hall.open(f"{hall.base}/office/sign-in")
    office.fill("#email", "tahti@museo.fi")
    office.fill("#password", PASSWORD)
    office.click("button.main")
    office.wait_for_url(f"{hall.base}/office")
    office.goto(f"{hall.base}/office/forum/{hall.links['ref']}/edit")
    office.check("input[name=pace][value=self]")
    office.click("form.fields button.main")
    expect(office.get_by_text("Omaan tahtiin")).to_be_visible()

    console, phone = hall.open(hall.links["console"]), hall.phone()
    ideas, vote = (int(hall.steps[hall.step(kind)]["id"]) for kind in ("ideas", "dots"))
    expect(phone.locator("h1")).to_contain_text("Foorumi ei ole vielä auki")
    console.get_by_role("button", name=re.compile("Avaa: 3 ")).click()
    console.get_by_role("button", name=re.compile("Avaa: 8 ")).click()
    expect(phone.locator(".choose a")).to_have_count(2)

    phone.click(f".choose a[href$='activity={ideas}']")
    phone.fill("#idea", "Kesken jäänyt muisto")
    console.get_by_role("button", name=re.compile("Sulje: 8 ")).click()
    hall.must("agenda.go", activity=vote)
    expect(console.locator(".agenda .now")).to_contain_text("8")
    expect(phone.locator("#idea")).to_have_value("Kesken jäänyt muisto")

    phone.go_back()
    expect(phone.locator(".choose a")).to_have_count(1)
    expect(phone.locator(".choose")).to_contain_text("Luonnos on tallessa")
    phone.go_forward()
    expect(phone.locator("#idea")).to_have_value("Kesken jäänyt muisto")
    reload(phone)
    expect(phone.locator("#idea")).to_have_value("Kesken jäänyt muisto")
    phone.click("#foot button")
    phone.click("#back a")
    expect(phone.locator(".choose")).to_contain_text("Sinulta 1 idea")
    phone.click(f".choose a[href$='activity={ideas}']")
    phone.click("#languages button[value=sv]")
    expect(phone.locator("html")).to_have_attribute("lang", "sv")
    expect(phone.locator("#idea")).to_be_visible()
    reload(phone)
    expect(phone.locator("#idea")).to_be_visible()
