// Forms of Angular: reactive ones, which are told of values by input, change or blur.

import '@angular/compiler';
import { Component, provideZonelessChangeDetection } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { bootstrapApplication } from '@angular/platform-browser';
import { autofill } from 'iamsmart-autofill';

globalThis.fillAngular = async (fields) => {
  const root = document.createElement('x-form');
  document.body.replaceChildren(root);
  const group = new FormGroup({
    enName: new FormControl(''),
    gender: new FormControl(''),
    prefix: new FormControl(''),
    carOwner: new FormControl(false),
    // The model hears of it when the user leaves the control.
    emailAddress: new FormControl('', { updateOn: 'blur' }),
    mobileNumber: new FormControl('', [Validators.maxLength(8)]),
  });
  class Form {
    group = group;
  }
  const Decorated = Component({
    selector: 'x-form',
    imports: [ReactiveFormsModule],
    template: `<form [formGroup]="group">
      <input name="enName" formControlName="enName">
      <input type="radio" name="gender" value="M" formControlName="gender">
      <input type="radio" name="gender" value="F" formControlName="gender">
      <select name="prefix" formControlName="prefix"><option value="Mr">Mr</option><option value="Ms">Ms</option></select>
      <input type="checkbox" name="carOwner" formControlName="carOwner">
      <input name="emailAddress" formControlName="emailAddress">
      <input name="mobileNumber" formControlName="mobileNumber" maxlength="8">
    </form>`,
  })(Form);
  await bootstrapApplication(Decorated ?? Form, { providers: [provideZonelessChangeDetection()] });
  const { settled, ...result } = autofill(root.querySelector('form'), fields);
  return {
    ...result,
    settled: await settled,
    state: group.value,
    touched: group.controls.enName.touched,
    valid: group.valid,
  };
};
